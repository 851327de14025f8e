'use client'

import { Tooltip as Radix } from 'radix-ui'
import type { ComponentProps, ReactNode } from 'react'
import { cn } from './cn'

export function TooltipProvider({ children }: { children: ReactNode }) {
  return <Radix.Provider delayDuration={300}>{children}</Radix.Provider>
}

export const Tooltip = Radix.Root
export const TooltipTrigger = Radix.Trigger

export function TooltipContent({ className, sideOffset = 6, ...props }: ComponentProps<typeof Radix.Content>) {
  return (
    <Radix.Portal>
      <Radix.Content
        sideOffset={sideOffset}
        className={cn(
          'z-50 max-w-72 animate-appear rounded-md bg-foreground px-2 py-1 text-background text-xs',
          className,
        )}
        {...props}
      />
    </Radix.Portal>
  )
}
