'use client'

import Link from 'next/link'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { Severity } from '@/components/devices/severity'
import { Ago, Duration, Elapsed } from '@/components/ui/format'
import type { ShownFault } from './shown-fault'

/** The figures of a fault in one row, and where its traces are. */
export function FaultFacts({ fault }: { fault: ShownFault }) {
  const t = useTranslations('faults')
  const noticedSeconds = (Date.parse(fault.openedAt) - Date.parse(fault.beganAt)) / 1000
  const station = fault.stationId === null ? null : encodeURIComponent(fault.stationId)
  return (
    <section aria-label={t('page.facts')} className="rounded-lg border bg-card">
      <dl className="grid grid-cols-2 gap-px overflow-hidden rounded-t-lg bg-border xl:grid-cols-4">
        <Fact name={t('page.since')}>
          <Elapsed from={fault.beganAt} to={fault.closedAt} />
          {noticedSeconds > 0 && (
            <Small>
              {t('page.detectedAfter')} <Duration seconds={noticedSeconds} />
            </Small>
          )}
        </Fact>
        <Fact name={t('page.severity')}>
          <Severity severity={fault.severity} />
          {fault.isSafety && <Small>{t('page.safetyShort')}</Small>}
        </Fact>
        <Fact name={t('page.times')}>
          {t('page.timesValue', { count: fault.count })}
          <Small>
            {t('page.lastSeen')} <Ago at={fault.lastSeenAt} timeZone={fault.timeZone} />
          </Small>
        </Fact>
        <Fact name={t('page.source')}>
          {t(`source.${fault.source}`)}
          <Small>
            <code className="break-all font-mono">{fault.code}</code>
          </Small>
        </Fact>
      </dl>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1 border-t px-4 py-2.5 text-xs">
        {fault.said.map(([key, value]) => (
          <span key={key} className="min-w-0 break-words text-muted-foreground">
            {key}: <span className="font-mono text-foreground">{value}</span>
          </span>
        ))}
        {station !== null && (
          <span className="ml-auto flex flex-wrap gap-x-4 gap-y-1 [&_a]:underline-offset-4 [&_a]:hover:underline">
            <Link href={`/stations/${station}?tab=story`}>{t('page.toStory')}</Link>
            <Link href={`/stations/${station}?tab=messages`}>{t('page.toMessages')}</Link>
            <Link href={`/sessions?station=${station}`}>{t('page.toSessions')}</Link>
          </span>
        )}
      </div>
    </section>
  )
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="min-w-0 bg-card px-4 py-3">
      <dt className="text-muted-foreground text-xs">{name}</dt>
      <dd className="mt-0.5 font-medium text-base">{children}</dd>
    </div>
  )
}

const Small = ({ children }: { children: ReactNode }) => (
  <span className="block font-normal text-muted-foreground text-xs">{children}</span>
)
