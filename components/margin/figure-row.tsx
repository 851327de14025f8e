import type { ReactNode } from 'react'

export interface ShownFigure {
  readonly label: string
  readonly value: ReactNode
  readonly note?: ReactNode
}

/** A few figures that a page begins with. */
export function FigureRow({ figures }: { figures: readonly ShownFigure[] }) {
  return (
    <div className="grid grid-cols-2 gap-3 lg:grid-cols-[repeat(auto-fit,minmax(9rem,1fr))]">
      {figures.map(({ label, value, note }) => (
        <dl key={label} className="min-w-0 rounded-lg border bg-card px-4 py-3">
          <dt className="text-muted-foreground text-xs">{label}</dt>
          <dd className="font-semibold text-lg">{value}</dd>
          {note && <dd className="text-muted-foreground text-xs">{note}</dd>}
        </dl>
      ))}
    </div>
  )
}
