import { cn } from '@/components/ui/cn'

/** The mark: a watchful bolt. Neutral, since colour means state. */
export function Mark({ className }: { className?: string }) {
  return (
    <svg viewBox="0 0 24 24" className={cn('size-5 shrink-0', className)} aria-hidden="true">
      <rect x="1" y="1" width="22" height="22" rx="6" className="fill-foreground" />
      <path d="M13.2 4.5 6.8 13.1h4.4l-.6 6.4 6.6-8.8h-4.5z" className="fill-background" />
    </svg>
  )
}

export function Wordmark({ className }: { className?: string }) {
  return (
    <span className={cn('flex items-center gap-2 font-semibold tracking-tight', className)}>
      <Mark />
      Laddvakt
    </span>
  )
}
