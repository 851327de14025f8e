'use client'

import { useTranslations } from 'next-intl'
import { type ReactNode, useEffect, useState } from 'react'
import type { Action } from '@/components/forms/action-result'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { NativeSelect } from '@/components/ui/select'
import { Textarea } from '@/components/ui/textarea'
import type { ChooseStations } from '@/lib/firmware/campaign'

/** What a choice of stations comes to. */
export interface Chosen {
  readonly count: number
  /** Some of them, by name. */
  readonly first: readonly string[]
}

interface Written {
  vendor: string
  model: string
  version: string
  siteId: string
  /** Names, one per line or with commas; '' = all that fit. */
  list: string
}

export type Choice = ReturnType<typeof useChoice>

/** Counts while it is written. */
const COUNT_AFTER_MS = 400

/** The stations somebody is choosing, and how many that makes. */
export function useChoice(initial: Pick<Written, 'vendor' | 'model'>, choose: Action<ChooseStations, Chosen>) {
  const [written, setWritten] = useState<Written>({ ...initial, version: '', siteId: '', list: '' })
  const [chosen, setChosen] = useState<Chosen | null>(null)
  const key = JSON.stringify(toInput(written))
  useEffect(() => {
    let isOld = false
    const timer = setTimeout(async () => {
      const result = await choose(JSON.parse(key)).catch(() => null)
      if (!isOld) setChosen(result?.ok ? result.data : null)
    }, COUNT_AFTER_MS)
    return () => {
      isOld = true
      clearTimeout(timer)
    }
  }, [key, choose])
  const change = (fields: Partial<Written>) => setWritten((before) => ({ ...before, ...fields }))
  return { written, chosen, change, input: toInput(written) }
}

function toInput({ list, siteId, ...words }: Written): ChooseStations {
  const identities = list.split(/[\s,;]+/).filter(Boolean)
  const given = Object.entries(words).filter(([, word]) => word.trim() !== '')
  return {
    ...Object.fromEntries(given),
    ...(siteId === '' ? {} : { siteIds: [siteId] }),
    ...(identities.length === 0 ? {} : { identities }),
  }
}

interface ChooseStationsFieldsProps {
  choice: Choice
  sites: readonly { id: string; name: string }[]
  error?: ReactNode
}

/** Which stations: every condition given must hold. */
export function ChooseStationsFields({ choice: { written, chosen, change }, sites, error }: ChooseStationsFieldsProps) {
  const t = useTranslations('firmware.choose')
  return (
    <div className="grid grid-cols-2 gap-4">
      <Field label={t('vendor')}>
        <Input value={written.vendor} onChange={({ target }) => change({ vendor: target.value })} autoComplete="off" />
      </Field>
      <Field label={t('model')}>
        <Input value={written.model} onChange={({ target }) => change({ model: target.value })} autoComplete="off" />
      </Field>
      <Field label={t('version')} description={t('versionHelp')}>
        <Input
          value={written.version}
          onChange={({ target }) => change({ version: target.value })}
          autoComplete="off"
        />
      </Field>
      <Field label={t('site')}>
        <NativeSelect value={written.siteId} onChange={({ target }) => change({ siteId: target.value })}>
          <option value="">{t('allSites')}</option>
          {sites.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </NativeSelect>
      </Field>
      <Field label={t('list')} description={t('listHelp')} error={error} className="col-span-2">
        <Textarea
          value={written.list}
          onChange={({ target }) => change({ list: target.value })}
          rows={2}
          spellCheck={false}
          className="font-mono text-xs"
        />
      </Field>
      <p aria-live="polite" className="col-span-2 min-h-10 text-muted-foreground">
        {chosen !== null && (
          <>
            <span className="font-medium text-foreground">{t('count', { count: chosen.count })}</span>
            {chosen.count > 0 && ` ${chosen.first.join(', ')}${chosen.count > chosen.first.length ? ' …' : ''}`}
          </>
        )}
      </p>
    </div>
  )
}
