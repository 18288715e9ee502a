import type { CostRow } from '../../api/shapes.ts'
import { Fact } from '../../ui/fact.tsx'
import { Section } from '../../ui/section.tsx'
import { chargeGroups } from './charge-groups.ts'
import { ChargeValue } from './charge-value.tsx'

/** Every column of a charge under its own name; those without a value are named, not hidden. */
export function ChargeColumns({ row }: { readonly row: CostRow }) {
  return chargeGroups(row).map(({ title, columns }) => {
    const filled = columns.filter((name) => row[name] !== null && row[name] !== '')
    const empty = columns.filter((name) => !filled.includes(name))
    return (
      <Section key={title} title={title} note={`${filled.length} of ${columns.length}`}>
        <dl className="text-sm">
          {filled.map((name) => (
            <Fact key={name} term={name}>
              <ChargeValue row={row} column={name} />
            </Fact>
          ))}
        </dl>
        {empty.length > 0 ? (
          <p className="py-1.5 text-2xs break-words text-faint">
            <span className="font-medium">No value:</span> {empty.join(', ')}
          </p>
        ) : null}
      </Section>
    )
  })
}
