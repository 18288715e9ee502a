import { headStyles } from './table-styles.ts'

/** The head of a table whose columns are only named. */
export function TableHead({ labels }: { readonly labels: readonly string[] }) {
  return (
    <thead>
      <tr>
        {labels.map((label) => (
          <th key={label} scope="col" className={headStyles}>
            {label}
          </th>
        ))}
      </tr>
    </thead>
  )
}
