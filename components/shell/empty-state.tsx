import type { ReactNode } from 'react'
import { cn } from '@/components/ui/cn'

interface EmptyStateProps {
  /** An element, e.g. `<PlugZap />`: a server page can pass it to a client component. */
  icon?: ReactNode
  title: ReactNode
  /** What this will show, and the next step. */
  text?: ReactNode
  action?: ReactNode
  className?: string
  /** The page has no other heading. */
  isPage?: boolean
}

/** Teaches the next step where there is nothing to show yet. */
export function EmptyState({ icon, title, text, action, className, isPage = false }: EmptyStateProps) {
  const Title = isPage ? 'h1' : 'p'
  return (
    <div className={cn('flex flex-col items-center justify-center gap-2 px-6 py-14 text-center', className)}>
      {icon && <div className="mb-1 rounded-lg border bg-card p-2.5 text-muted-foreground [&_svg]:size-5">{icon}</div>}
      <Title className="font-medium">{title}</Title>
      {text && <p className="max-w-md text-balance text-muted-foreground">{text}</p>}
      {action && <div className="mt-2 flex flex-wrap justify-center gap-2">{action}</div>}
    </div>
  )
}
