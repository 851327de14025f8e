import Link from 'next/link'
import type { ReactNode } from 'react'

export interface FigureProps {
  id: string
  name: string
  value: ReactNode
  note: ReactNode
  /** To the rows it is made of. */
  href: string
  children?: ReactNode
}

/** One figure of the overview; all of it leads to the rows behind. */
export function Figure({ id, name, value, note, href, children }: FigureProps) {
  return (
    <div className="relative flex min-w-0 flex-1 basis-40 flex-col gap-1 bg-card px-4 pt-3 pb-3 hover:bg-muted/40 md:basis-44">
      <dt className="text-muted-foreground text-xs">
        <Link
          href={href}
          prefetch={false}
          className="outline-none after:absolute after:inset-0 focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-ring"
        >
          {name}
        </Link>
      </dt>
      <dd
        data-figure={id}
        className="whitespace-nowrap font-semibold text-2xl leading-8 tracking-tight [&_small]:ml-1 [&_small]:font-normal [&_small]:text-muted-foreground [&_small]:text-sm [&_small]:tracking-normal"
      >
        {value}
      </dd>
      <dd className="truncate text-muted-foreground text-xs">{note}</dd>
      <dd className="mt-auto pt-1" aria-hidden={children ? undefined : true}>
        {children}
      </dd>
    </div>
  )
}

export function WithUnit({ value, unit }: { value: string; unit: string }) {
  return (
    <>
      {value}
      <small>{unit}</small>
    </>
  )
}

/** How much of the whole: the part that does not work is what catches the eye. */
export function Proportion({ share }: { share: number }) {
  return (
    <div className="mt-3 flex h-1.5 overflow-hidden rounded-full bg-muted" aria-hidden="true">
      <div className="bg-foreground/35" style={{ width: `${share * 100}%` }} />
      {share < 1 && <div className="min-w-1 flex-1 bg-status-faulted" />}
    </div>
  )
}

const BAND = { calm: 'bg-foreground/35', high: 'bg-status-attention', over: 'bg-status-faulted' }

/** How much of a fuse is used. */
export function FuseShare({ share, band }: { share: number; band: keyof typeof BAND }) {
  return (
    <div className="mt-3 h-1.5 overflow-hidden rounded-full bg-muted" aria-hidden="true">
      <div className={`h-full ${BAND[band]}`} style={{ width: `${Math.min(1, share) * 100}%` }} />
    </div>
  )
}
