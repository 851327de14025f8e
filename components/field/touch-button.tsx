import { Button, type ButtonProps } from '@/components/ui/button'
import { cn } from '@/components/ui/cn'

/** A button for gloves and rain: 44 px at least. */
export const TouchButton = ({ className, ...props }: ButtonProps) => (
  <Button className={cn('h-11 min-w-11 px-4 text-base', className)} {...props} />
)

/** What makes an input or select as high. */
export const TOUCH = 'h-11 text-base'
