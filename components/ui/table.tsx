import type { ComponentProps } from 'react'
import { cn } from './cn'

interface TableProps extends ComponentProps<'table'> {
  /** Named when nothing in it takes the focus: then the table itself does, so that keys can scroll it. */
  label?: string
}

/** A plain table for short lists; long ones use DataTable. */
export function Table({ className, label, ...props }: TableProps) {
  const region = label === undefined ? {} : { role: 'region', 'aria-label': label, tabIndex: 0 }
  return (
    // Positioned, so that words hidden in a far cell widen this box and not the page.
    <div className="relative w-full overflow-x-auto focus-visible:outline-2 focus-visible:outline-ring" {...region}>
      <table className={cn('w-full caption-bottom border-collapse', className)} {...props} />
    </div>
  )
}

export function TableHeader({ className, ...props }: ComponentProps<'thead'>) {
  return <thead className={cn('border-b', className)} {...props} />
}

export function TableBody({ className, ...props }: ComponentProps<'tbody'>) {
  return <tbody className={cn('[&_tr:last-child]:border-0', className)} {...props} />
}

export function TableFooter({ className, ...props }: ComponentProps<'tfoot'>) {
  return <tfoot className={cn('border-t font-medium', className)} {...props} />
}

export function TableRow({ className, ...props }: ComponentProps<'tr'>) {
  return <tr className={cn('border-b transition-colors hover:bg-muted/60', className)} {...props} />
}

interface CellProps {
  /** Right-aligned, for numbers; the unit belongs in the header. */
  numeric?: boolean
}

export function TableHead({ className, numeric, ...props }: ComponentProps<'th'> & CellProps) {
  return (
    <th
      scope="col"
      className={cn(
        'h-8 whitespace-nowrap px-3 text-left font-medium text-muted-foreground text-xs',
        numeric && 'text-right',
        className,
      )}
      {...props}
    />
  )
}

export function TableCell({ className, numeric, ...props }: ComponentProps<'td'> & CellProps) {
  return <td className={cn('h-9 px-3 py-1.5', numeric && 'text-right', className)} {...props} />
}

export function TableCaption({ className, ...props }: ComponentProps<'caption'>) {
  return <caption className={cn('mt-3 text-muted-foreground text-xs', className)} {...props} />
}
