'use client'

import { Slot } from 'radix-ui'
import { type ReactNode, useId } from 'react'
import { cn } from './cn'
import { Label } from './label'

interface FieldProps {
  label: ReactNode
  /** What to enter, or what follows from it. */
  description?: ReactNode
  /** The field's fault in words; marks the control invalid and is read out with it. */
  error?: ReactNode
  required?: boolean
  /** Keeps the label for screen readers only. */
  hideLabel?: boolean
  className?: string
  /** The one control (Input, Select's trigger, Textarea …); it is given its id and aria attributes. */
  children: ReactNode
}

/** Label, control, help and fault, wired together for assistive technology. */
export function Field({ label, description, error, required, hideLabel, className, children }: FieldProps) {
  const id = useId()
  const described = [description ? `${id}-help` : '', error ? `${id}-error` : ''].filter(Boolean).join(' ')
  return (
    <div className={cn('grid content-start gap-1.5', className)}>
      <Label htmlFor={id} className={cn(hideLabel && 'sr-only')}>
        {label}
        {required && (
          <span aria-hidden className="text-muted-foreground">
            {' '}
            *
          </span>
        )}
      </Label>
      <Slot.Root
        id={id}
        aria-describedby={described || undefined}
        aria-invalid={error ? true : undefined}
        aria-required={required}
      >
        {children}
      </Slot.Root>
      {description && (
        <p id={`${id}-help`} className="text-muted-foreground text-xs">
          {description}
        </p>
      )}
      {error && (
        <p id={`${id}-error`} role="alert" className="text-status-faulted text-xs">
          {error}
        </p>
      )}
    </div>
  )
}
