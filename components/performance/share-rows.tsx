import Link from 'next/link'

export interface ShareRow {
  readonly key: string
  readonly label: string
  readonly href: string
  /** 0 … 1 of the longest one. */
  readonly bar: number
  readonly figures: readonly string[]
  /** Belongs under the row before it. */
  readonly isLeaf?: boolean
  /** Left out of what counts: drawn hollow. */
  readonly isMuted?: boolean
}

/** Names with bars and figures, the greatest first; each opens the rows behind it. */
export function ShareRows({ rows, columns }: { rows: readonly ShareRow[]; columns: readonly string[] }) {
  return (
    <table className="w-full text-sm">
      <thead>
        <tr className="text-muted-foreground text-xs">
          {columns.map((column, index) => (
            <th
              key={column}
              scope="col"
              className={index === 0 ? 'px-4 pb-1 text-left font-normal' : 'px-3 pb-1 text-right font-normal last:pr-4'}
            >
              {column}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ key, label, href, bar, figures, isLeaf, isMuted }) => (
          <tr key={key} className="relative border-t hover:bg-muted/50">
            <th scope="row" className="w-full max-w-0 px-4 py-1.5 text-left font-normal">
              <Link
                href={href}
                className={
                  isLeaf
                    ? 'block truncate pl-4 text-muted-foreground underline-offset-2 hover:underline'
                    : 'block truncate underline-offset-2 hover:underline'
                }
              >
                {label}
              </Link>
              <span className="mt-1 block h-1 rounded-full bg-muted" aria-hidden>
                <span
                  className={
                    isMuted
                      ? 'block h-1 rounded-full border border-muted-foreground/60'
                      : 'block h-1 rounded-full bg-foreground/45'
                  }
                  style={{ width: `${Math.max(1, bar * 100)}%` }}
                />
              </span>
            </th>
            {figures.map((figure, index) => (
              <td
                key={columns[index + 1]}
                className="whitespace-nowrap px-3 py-1.5 text-right align-top tabular-nums last:pr-4"
                suppressHydrationWarning
              >
                {figure}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
