import type { ComponentProps } from 'react'
import { cn } from './cn'

export const controlClasses = [
  'w-full min-w-0 rounded-md border border-input bg-background px-2.5 text-foreground transition-colors',
  'placeholder:text-muted-foreground hover:border-ring',
  'focus-visible:border-ring focus-visible:outline-2 focus-visible:outline-ring/40 focus-visible:outline-offset-0',
  'disabled:cursor-not-allowed disabled:opacity-50 aria-invalid:border-status-faulted',
]

export function Input({ className, type = 'text', ...props }: ComponentProps<'input'>) {
  return <input type={type} className={cn(controlClasses, 'h-8', className)} {...props} />
}
