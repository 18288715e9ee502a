import { Money } from '../../ui/money.tsx'

/** A worked example: one day of one model, the three numbers and why they differ. */
const PRICED = '418.273500'
const BILLED = '412.090000'
const GAP = '-6.183500'

export function CostProof() {
  return (
    <figure aria-label="Worked example of a reconciled day" className="border-t-2 border-ink pt-3">
      <figcaption className="flex items-baseline justify-between text-sm text-muted">
        <span>One day of one model, reconciled</span>
        <span className="text-2xs text-faint">worked example</span>
      </figcaption>
      <table className="mt-3 w-full text-sm">
        <thead>
          <tr className="text-2xs text-faint">
            <th scope="col" className="border-b pb-1 text-left font-medium">
              Meter
            </th>
            <th scope="col" className="border-b pb-1 text-right font-medium">
              Tokens
            </th>
            <th scope="col" className="border-b pb-1 text-right font-medium">
              Per 1M
            </th>
            <th scope="col" className="border-b pb-1 text-right font-medium">
              Cost
            </th>
          </tr>
        </thead>
        <tbody className="figures">
          <Meter name="Input, uncached" tokens="61,204,000" price="2.50" cost="153.010000" />
          <Meter name="Input, cached" tokens="90,038,800" price="1.25" cost="112.548500" />
          <Meter name="Output" tokens="15,271,500" price="10.00" cost="152.715000" />
        </tbody>
        <tfoot>
          <Sum label="Priced: usage × price" amount={PRICED} />
          <Sum label="Billed by the vendor" amount={BILLED} />
          <tr>
            <th scope="row" colSpan={3} className="total-rule pt-2 pb-2 text-left font-medium text-warn">
              Gap, reason: <code className="font-mono text-2xs">tier_mismatch</code>
            </th>
            <td className="total-rule pt-2 pb-2 text-right font-medium text-warn">
              <Money amount={GAP} currency="USD" signed flat />
            </td>
          </tr>
        </tfoot>
      </table>
      <p className="mt-3 text-sm text-muted">
        Both numbers are kept, and the difference carries a reason. A meter without a known price is listed as
        unpriced; it is never counted as zero.
      </p>
    </figure>
  )
}

type MeterProps = {
  readonly name: string
  readonly tokens: string
  readonly price: string
  readonly cost: string
}

function Meter({ name, tokens, price, cost }: MeterProps) {
  return (
    <tr>
      <th scope="row" className="border-b py-1.5 text-left font-normal">
        {name}
      </th>
      <td className="border-b py-1.5 text-right text-muted">{tokens}</td>
      <td className="border-b py-1.5 text-right text-muted">${price}</td>
      <td className="border-b py-1.5 text-right">
        <Money amount={cost} currency="USD" />
      </td>
    </tr>
  )
}

function Sum({ label, amount }: { readonly label: string; readonly amount: string }) {
  return (
    <tr>
      <th scope="row" colSpan={3} className="border-b py-1.5 text-left font-medium">
        {label}
      </th>
      <td className="border-b py-1.5 text-right font-medium">
        <Money amount={amount} currency="USD" />
      </td>
    </tr>
  )
}
