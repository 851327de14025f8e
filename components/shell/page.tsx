import type { ReactNode } from 'react'
import { cn } from '@/components/ui/cn'

interface PageProps {
  title: ReactNode
  /** One calm line under the title. */
  description?: ReactNode
  /** What one can do here, at the right of the title. */
  actions?: ReactNode
  /** Fills the height below the title, for a list that scrolls inside. */
  fill?: boolean
  className?: string
  children: ReactNode
}

/** Every console page: one title, its actions, its content. */
export function Page({ title, description, actions, fill, className, children }: PageProps) {
  return (
    <div className={cn('flex w-full flex-col gap-4 p-4 md:px-6 md:py-5', fill && 'min-h-0 flex-1', className)}>
      <header className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2">
        <div className="min-w-0">
          <h1 className="truncate font-semibold text-lg leading-8 tracking-tight">{title}</h1>
          {description && <p className="text-muted-foreground">{description}</p>}
        </div>
        {actions && <div className="flex flex-wrap items-center gap-2">{actions}</div>}
      </header>
      {children}
    </div>
  )
}
