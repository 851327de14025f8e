import type { ComponentProps } from 'react'
import { cn } from './cn'

/** A grey stand-in while something real is on its way. */
export function Skeleton({ className, ...props }: ComponentProps<'div'>) {
  return <div aria-hidden className={cn('animate-pulse rounded-md bg-muted', className)} {...props} />
}
