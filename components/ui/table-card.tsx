import type { ReactNode } from 'react'
import { Card, CardHeader, CardTitle } from './card'
import { cn } from './cn'
import { Table, TableBody, TableHead, TableHeader, TableRow } from './table'

interface TableCardProps {
  title: string
  description?: string
  /** Beside the title. */
  action?: ReactNode
  /** Each column's words; `hidden` ones are for assistive technology only. */
  columns: readonly { label: string; numeric?: boolean; hidden?: boolean }[]
  /** Said instead of the table when there are no rows. */
  empty?: string
  /** The rows scroll inside when there are many. */
  scrolls?: boolean
  /** The rows. */
  children: readonly ReactNode[]
}

/** A card that is one short table. */
export function TableCard({ title, description, action, columns, empty, scrolls, children }: TableCardProps) {
  return (
    <Card>
      <CardHeader>
        <div>
          <CardTitle>{title}</CardTitle>
          {description && <p className="text-muted-foreground text-xs">{description}</p>}
        </div>
        {action}
      </CardHeader>
      {children.length === 0 ? (
        <p className="px-4 pb-4 text-muted-foreground">{empty}</p>
      ) : (
        <div className={cn('relative', scrolls ? 'max-h-96 overflow-auto' : 'overflow-x-auto')}>
          <Table label={title}>
            <TableHeader>
              <TableRow>
                {columns.map(({ label, numeric, hidden }) => (
                  <TableHead key={label} numeric={numeric}>
                    {hidden ? <span className="sr-only">{label}</span> : label}
                  </TableHead>
                ))}
              </TableRow>
            </TableHeader>
            <TableBody>{children}</TableBody>
          </Table>
        </div>
      )}
    </Card>
  )
}
