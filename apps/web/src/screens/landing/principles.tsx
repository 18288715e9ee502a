const PRINCIPLES = [
  {
    title: 'One table',
    text: 'Tokens, instances and seats land in the same FOCUS 1.3 columns, so one question has one answer and any FOCUS tool can read the export.',
  },
  {
    title: 'Unknown is not zero',
    text: 'A price nobody knows leaves the cost empty and raises a finding in the run and on the dashboard.',
  },
  {
    title: 'Run it again',
    text: 'A run replaces the slice it covers. Repeating it leaves the same rows, and a restated bill keeps its predecessor for the diff.',
  },
  {
    title: 'Currencies stay apart',
    text: 'Amounts in different currencies are shown side by side and never added. Every amount is an exact decimal.',
  },
  {
    title: 'Providers are data',
    text: 'A provider is a YAML entry: its form, its check, its pages, its prices. Adding one needs no fork and no rebuild.',
  },
  {
    title: 'One command',
    text: 'It runs on one machine with an embedded database and a Parquet lake, or against a Postgres of your own.',
  },
] as const

export function Principles() {
  return (
    <section aria-labelledby="principles" className="mt-24">
      <h2 id="principles" className="border-b border-rule-strong pb-2 text-xl font-semibold">
        How it keeps its books
      </h2>
      <dl className="grid gap-x-12 sm:grid-cols-2 lg:grid-cols-3">
        {PRINCIPLES.map(({ title, text }) => (
          <div key={title} className="border-b py-5">
            <dt className="font-semibold">{title}</dt>
            <dd className="mt-1 text-muted">{text}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
