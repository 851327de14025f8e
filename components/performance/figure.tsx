import { ChevronRight } from 'lucide-react'
import Link from 'next/link'
import type { ReactNode } from 'react'

interface FigureProps {
  name: string
  value: string
  /** Of how many, and of what. */
  of: string
  /** How it is worked out, or what it leaves out. */
  help?: ReactNode
  /** The rows behind it. */
  href: string
  /** What the link does, for who hears the page. */
  linkLabel: string
}

/** One figure with its denominator; the whole of it opens the rows behind it. */
export function PerformanceFigure({ name, value, of, help, href, linkLabel }: FigureProps) {
  return (
    <div className="group relative flex min-w-0 flex-col gap-0.5 bg-card px-4 py-3 shadow-[0_0_0_1px_var(--border)] hover:bg-muted/50">
      <dt className="flex items-center justify-between gap-2 text-muted-foreground text-xs">
        <Link
          href={href}
          title={linkLabel}
          className="after:absolute after:inset-0 focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-ring"
        >
          {name}
        </Link>
        <ChevronRight className="size-3.5 shrink-0 opacity-40 group-hover:opacity-100" aria-hidden />
      </dt>
      <dd className="whitespace-nowrap font-semibold text-2xl leading-8 tracking-tight" suppressHydrationWarning>
        {value}
      </dd>
      <dd className="text-muted-foreground text-xs" suppressHydrationWarning>
        {of}
      </dd>
      {help && <dd className="pt-1 text-muted-foreground text-xs">{help}</dd>}
    </div>
  )
}

export function FigureGrid({ children, label }: { children: ReactNode; label: string }) {
  return (
    <dl
      aria-label={label}
      className="grid grid-cols-2 gap-px overflow-hidden rounded-lg border bg-card md:grid-cols-[repeat(auto-fit,minmax(11.5rem,1fr))]"
    >
      {children}
    </dl>
  )
}
