'use client'

import { useTheme } from 'next-themes'
import { Toaster as Sonner } from 'sonner'

/** Where `toast.success(…)` and `toast.error(…)` from sonner appear. */
export function Toaster() {
  const { resolvedTheme } = useTheme()
  return (
    <Sonner
      theme={resolvedTheme === 'dark' ? 'dark' : 'light'}
      position="bottom-right"
      closeButton
      toastOptions={{
        classNames: {
          toast: '!rounded-lg !border !border-border !bg-popover !text-foreground !font-sans !shadow-lg',
          description: '!text-muted-foreground',
          error: '[&_[data-icon]]:!text-status-faulted',
          success: '[&_[data-icon]]:!text-status-available',
        },
      }}
    />
  )
}
