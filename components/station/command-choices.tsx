'use client'

import { useTranslations } from 'next-intl'
import { useId, useMemo } from 'react'
import { StatusBadge } from '@/components/stations/status-badge'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import type { LiveStation } from '@/lib/live/events'
import type { ConnectorStatus } from '@/lib/stations/status'

export interface Outlet {
  readonly key: string
  readonly evse: number
  readonly connector: number
  readonly label: string
  readonly status: ConnectorStatus
}

/** The station's outlets as people count them: by EVSE, with the connector where one has several. */
export function useOutlets({ connectors }: LiveStation): readonly Outlet[] {
  return useMemo(() => {
    const perEvse = new Map<number, number>()
    for (const { evse } of connectors) perEvse.set(evse, (perEvse.get(evse) ?? 0) + 1)
    return connectors.map(({ evse, connector, status }) => ({
      key: `${evse}.${connector}`,
      evse,
      connector,
      label: perEvse.get(evse) === 1 ? String(evse) : `${evse}.${connector}`,
      status,
    }))
  }, [connectors])
}

interface OutletChoiceProps {
  outlets: readonly Outlet[]
  value: string
  onChange: (key: string) => void
  /** Offers the station as a whole too. */
  withAll?: boolean
  /** What that is called where it means something else. */
  allLabel?: string
}

export function OutletChoice({ outlets, value, onChange, withAll, allLabel }: OutletChoiceProps) {
  const t = useTranslations('station.command')
  const name = useId()
  return (
    <fieldset className="grid gap-1.5">
      <legend className="mb-1.5 font-medium">{t('outlet')}</legend>
      {withAll && (
        <label className="flex items-center gap-2.5">
          <input
            type="radio"
            name={name}
            className="accent-primary"
            checked={value === 'all'}
            onChange={() => onChange('all')}
          />
          {allLabel ?? t('wholeStation')}
        </label>
      )}
      {outlets.map((outlet) => (
        <label key={outlet.key} className="flex items-center gap-2.5">
          <input
            type="radio"
            name={name}
            className="accent-primary"
            checked={value === outlet.key}
            onChange={() => onChange(outlet.key)}
          />
          <span className="w-8">{outlet.label}</span>
          <StatusBadge status={outlet.status} className="text-muted-foreground" />
        </label>
      ))}
    </fieldset>
  )
}

interface TokenChoiceProps {
  tokens: readonly { value: string; name: string }[]
  value: string
  onChange: (value: string) => void
  /** What follows from it; that charging is done in its name when absent. */
  help?: string
}

/** A known token by name, or what the driver reads out. */
export function TokenChoice({ tokens, value, onChange, help }: TokenChoiceProps) {
  const t = useTranslations('station.command')
  const list = useId()
  const known = tokens.find((token) => token.value === value)
  return (
    <>
      <Field label={t('token')} required description={known?.name || (help ?? t('tokenHelp'))}>
        <Input
          value={value}
          onChange={(event) => onChange(event.target.value)}
          list={list}
          maxLength={36}
          autoComplete="off"
          spellCheck={false}
          className="font-mono"
        />
      </Field>
      <datalist id={list}>
        {tokens.map((token) => (
          <option key={token.value} value={token.value}>
            {token.name}
          </option>
        ))}
      </datalist>
    </>
  )
}

interface ChoiceProps {
  legend: string
  value: string
  onChange: (value: string) => void
  options: readonly { value: string; label: string; help?: string }[]
}

export function Choice({ legend, value, onChange, options }: ChoiceProps) {
  const name = useId()
  return (
    <fieldset className="grid gap-1.5">
      <legend className="mb-1.5 font-medium">{legend}</legend>
      {options.map((option) => (
        <label key={option.value} className="flex items-start gap-2.5">
          <input
            type="radio"
            name={name}
            className="mt-1 accent-primary"
            checked={value === option.value}
            onChange={() => onChange(option.value)}
          />
          <span>
            {option.label}
            {option.help && <span className="block text-muted-foreground text-xs">{option.help}</span>}
          </span>
        </label>
      ))}
    </fieldset>
  )
}
