import { cva, type VariantProps } from 'class-variance-authority'
import type { ComponentProps } from 'react'
import { cn } from './cn'

/** `variant` names a state; neutral unless the thing has one. */
export const badgeVariants = cva(
  'inline-flex h-5 w-fit shrink-0 items-center gap-1 whitespace-nowrap rounded-md border px-1.5 font-medium text-xs [&_svg]:size-3',
  {
    variants: {
      variant: {
        default: 'border-transparent bg-secondary text-foreground',
        outline: 'text-muted-foreground',
        available: 'border-status-available/25 bg-status-available/8 text-status-available',
        charging: 'border-status-charging/25 bg-status-charging/8 text-status-charging',
        reserved: 'border-status-reserved/25 bg-status-reserved/8 text-status-reserved',
        unavailable: 'border-status-unavailable/25 bg-status-unavailable/8 text-status-unavailable',
        offline: 'border-status-offline/50 border-dashed text-status-offline',
        faulted: 'border-status-faulted/25 bg-status-faulted/8 text-status-faulted',
        attention: 'border-status-attention/25 bg-status-attention/8 text-status-attention',
      },
    },
    defaultVariants: { variant: 'default' },
  },
)

export function Badge({ className, variant, ...props }: ComponentProps<'span'> & VariantProps<typeof badgeVariants>) {
  return <span className={cn(badgeVariants({ variant }), className)} {...props} />
}
