'use client'

import Link from 'next/link'
import { usePathname, useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useTransition } from 'react'
import { NativeSelect } from '@/components/ui/select'
import { PERIOD_DAYS } from '@/lib/performance/period'
import { hrefWith, isPeriodDays, type Wanted } from './wanted'

interface FiltersProps {
  wanted: Wanted
  sites: readonly { id: string; name: string }[]
  models: readonly string[]
  /** What else the address must keep. */
  keep?: Readonly<Record<string, string | null>>
}

/** Of what and of when: kept in the address, answered by the server. */
export function PerformanceFilters({ wanted, sites, models, keep }: FiltersProps) {
  const t = useTranslations('performance.filter')
  const router = useRouter()
  const pathname = usePathname()
  const [pending, startTransition] = useTransition()
  const choose = (change: Partial<Wanted>) =>
    startTransition(() => router.replace(hrefWith(pathname, { ...wanted, ...change }, keep)))
  return (
    <search className="flex flex-wrap items-center gap-2" aria-label={t('label')} aria-busy={pending}>
      <NativeSelect
        className="w-auto"
        aria-label={t('period')}
        value={wanted.days}
        onChange={({ target }) => {
          const days = Number(target.value)
          if (isPeriodDays(days)) choose({ days })
        }}
      >
        {PERIOD_DAYS.map((days) => (
          <option key={days} value={days}>
            {t('days', { days })}
          </option>
        ))}
      </NativeSelect>
      <NativeSelect
        className="w-auto max-w-56"
        aria-label={t('site')}
        value={wanted.site ?? ''}
        onChange={({ target }) => choose({ site: target.value || null, station: null })}
      >
        <option value="">{t('all')}</option>
        {sites.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </NativeSelect>
      <NativeSelect
        className="w-auto max-w-56"
        aria-label={t('model')}
        value={wanted.model ?? ''}
        onChange={({ target }) => choose({ model: target.value || null, station: null })}
      >
        <option value="">{t('allModels')}</option>
        {models.map((model) => (
          <option key={model} value={model}>
            {model.replace('|', ' ')}
          </option>
        ))}
      </NativeSelect>
      {wanted.station !== null && (
        <span className="inline-flex items-center gap-2 rounded-md border bg-card px-2 py-1 text-sm">
          {t('station', { name: wanted.station })}
          <Link className="underline underline-offset-2" href={hrefWith(pathname, { ...wanted, station: null }, keep)}>
            {t('clear')}
          </Link>
        </span>
      )}
    </search>
  )
}
