'use client'

import { useId } from 'react'
import { Checkbox } from '@/components/ui/checkbox'
import { cn } from '@/components/ui/cn'

interface CheckLineProps {
  label: string
  help?: string
  checked: boolean
  onChange: (checked: boolean) => void
}

/** One thing that is so or not. */
export function CheckLine({ label, help, checked, onChange }: CheckLineProps) {
  const id = useId()
  return (
    <div className="flex gap-2">
      <Checkbox
        id={id}
        checked={checked}
        onCheckedChange={(now) => onChange(now === true)}
        aria-describedby={help ? `${id}-help` : undefined}
        className="mt-0.5"
      />
      <div className="grid gap-0.5">
        <label htmlFor={id}>{label}</label>
        {help && (
          <p id={`${id}-help`} className="text-muted-foreground text-xs">
            {help}
          </p>
        )}
      </div>
    </div>
  )
}

interface CheckGroupProps<Value extends string> {
  label: string
  help?: string
  options: readonly { readonly value: Value; readonly label: string }[]
  chosen: readonly Value[]
  onChange: (chosen: Value[]) => void
  fault?: string | undefined
  /** Many options: the list scrolls within itself. */
  scrolls?: boolean
}

/** Any number of several things. */
export function CheckGroup<Value extends string>({
  label,
  help,
  options,
  chosen,
  onChange,
  fault,
  scrolls = false,
}: CheckGroupProps<Value>) {
  const id = useId()
  return (
    <fieldset className="grid gap-1.5" aria-describedby={help ? `${id}-help` : undefined}>
      <legend className="mb-1.5 font-medium text-sm">{label}</legend>
      <div
        className={cn(
          'grid gap-x-4 gap-y-1.5 sm:grid-cols-2',
          scrolls && options.length > 8 && 'max-h-40 overflow-y-auto rounded-md border p-2',
        )}
      >
        {options.map((option) => (
          <CheckLine
            key={option.value}
            label={option.label}
            checked={chosen.includes(option.value)}
            onChange={(isChosen) =>
              onChange(isChosen ? [...chosen, option.value] : chosen.filter((value) => value !== option.value))
            }
          />
        ))}
      </div>
      {help && (
        <p id={`${id}-help`} className="text-muted-foreground text-xs">
          {help}
        </p>
      )}
      {fault && (
        <p role="alert" className="text-status-faulted text-xs">
          {fault}
        </p>
      )}
    </fieldset>
  )
}
