import type { Overview } from '../../api/shapes.ts'
import { formatQuantity } from '../../format/money.ts'
import { Section } from '../../ui/section.tsx'
import { cellStyles, headStyles, tableStyles } from '../../ui/table-styles.ts'

type UnpricedProps = { readonly unpriced: Overview['unpriced'] }

/** Usage nobody has a price for. It is missing from every figure above, and says so. */
export function Unpriced({ unpriced }: UnpricedProps) {
  return (
    <div id="unpriced" className="min-w-0 scroll-mt-16">
      <Section title="Unpriced usage" note={unpriced.count > 0 ? 'not in any figure above' : undefined}>
        {unpriced.models.length === 0 ? (
          <p className="py-4 text-sm text-faint">No usage without a price.</p>
        ) : (
          <table className={tableStyles}>
            <thead>
              <tr>
                <th scope="col" className={headStyles}>
                  Model
                </th>
                <th scope="col" className={`${headStyles} text-right!`}>
                  Quantity
                </th>
                <th scope="col" className={`${headStyles} text-right!`}>
                  Days
                </th>
              </tr>
            </thead>
            <tbody>
              {unpriced.models.map((entry) => (
                <tr key={`${entry.provider} ${entry.model} ${entry.unit}`}>
                  <td className={cellStyles}>
                    <span className="font-mono break-all">{entry.model}</span>{' '}
                    <span className="text-faint">{entry.provider}</span>
                  </td>
                  <td className={`${cellStyles} figures text-right`}>
                    {formatQuantity(entry.quantity)} <span className="text-faint">{entry.unit}</span>
                  </td>
                  <td className={`${cellStyles} figures text-right`}>{entry.days}</td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </Section>
    </div>
  )
}
