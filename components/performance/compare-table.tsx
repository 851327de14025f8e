'use client'

import Link from 'next/link'
import { usePathname } from 'next/navigation'
import { useLocale, useTranslations } from 'next-intl'
import { useMemo, useState } from 'react'
import { type Column, DataTable } from '@/components/data-table/data-table'
import { EmptyState } from '@/components/shell/empty-state'
import { Button } from '@/components/ui/button'
import { Checkbox } from '@/components/ui/checkbox'
import { formatNumber } from '@/components/ui/format-values'
import { COMPARED_BY, type ComparedBy } from '@/lib/performance/compared-by'
import type { ComparedRow } from '@/lib/performance/queries/compare-performance'
import { StationHeat } from './station-heat'
import { formatShare } from './use-words'
import { hrefWith, type Wanted } from './wanted'

interface CompareTableProps {
  rows: readonly ComparedRow[]
  by: ComparedBy
  wanted: Wanted
}

/** Some makers write their own name into the model's too. */
const modelOf = ({ vendor, model }: ComparedRow): string | null =>
  (vendor && model?.startsWith(vendor) ? model : [vendor, model].filter(Boolean).join(' ')) || null

const of = (part: number, whole: number): number | null => (whole > 0 ? part / whole : null)
const known = (row: ComparedRow) => row.upSeconds + row.downSeconds + row.excludedSeconds

/** Sites, stations or models beside each other; those that are ticked alone when one wants. Each row opens its own figures. */
export function CompareTable({ rows, by, wanted }: CompareTableProps) {
  const t = useTranslations('performance.compare')
  const locale = useLocale()
  const pathname = usePathname()
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const [isOnly, setIsOnly] = useState(false)
  const shown = useMemo(() => (isOnly ? rows.filter(({ key }) => chosen.has(key)) : rows), [rows, isOnly, chosen])
  const columns = useMemo<readonly Column<ComparedRow>[]>(() => {
    const nameOf = (row: ComparedRow) => row.name || t(by === 'model' ? 'unknownModel' : 'none')
    const share = (
      id: string,
      header: string,
      part: (row: ComparedRow) => number | null,
      digits: number,
    ): Column<ComparedRow> => ({
      id,
      header,
      numeric: true,
      width: 148,
      value: part,
      cell: (row) => <span suppressHydrationWarning>{formatShare(part(row), locale, digits).replace(/\s?%/, '')}</span>,
    })
    const number = (
      id: string,
      header: string,
      value: (row: ComparedRow) => number,
      digits = 0,
    ): Column<ComparedRow> => ({
      id,
      header,
      numeric: true,
      width: 112,
      value,
      cell: (row) => <span suppressHydrationWarning>{formatNumber(value(row), locale, digits)}</span>,
    })
    const heat: Column<ComparedRow> = {
      id: 'heat',
      header: t('heat'),
      width: 200,
      cell: ({ key }) => <StationHeat identity={key} />,
    }
    return [
      {
        id: 'chosen',
        header: '',
        width: 36,
        leading: true,
        required: true,
        cell: (row) => (
          <Checkbox
            aria-label={t('choose', { name: nameOf(row) })}
            checked={chosen.has(row.key)}
            onCheckedChange={(checked) => {
              const next = new Set(chosen)
              if (checked === true) next.add(row.key)
              else next.delete(row.key)
              setChosen(next)
              if (next.size === 0) setIsOnly(false)
            }}
          />
        ),
      },
      { id: 'name', header: t('name'), width: 190, required: true, value: nameOf },
      ...(by === 'station'
        ? [
            { id: 'site', header: t('site'), width: 150, value: (row: ComparedRow) => row.siteName, filter: {} },
            {
              id: 'model',
              header: t('model'),
              width: 150,
              value: modelOf,
              filter: {},
            },
            heat,
          ]
        : []),
      share('first', t('first'), (row) => of(row.firstTries, row.visits), 1),
      number('visits', t('visits'), (row) => row.visits),
      number('failed', t('failed'), (row) => row.attempts - row.goodAttempts),
      share('availability', t('availability'), (row) => of(row.upSeconds, known(row)), 2),
      share('contract', t('contract'), (row) => of(known(row) - row.downSeconds, known(row)), 2),
      number('down', t('down'), (row) => row.downSeconds / 3600, 1),
      share('use', t('use'), (row) => of(row.occupiedSeconds, known(row)), 1),
      number('sessions', t('sessions'), (row) => row.sessions),
      number('energy', t('energy'), (row) => row.energyWh / 1000),
      number('evses', t('evses'), (row) => row.evses),
    ]
  }, [t, locale, by, chosen])
  const hrefOf = ({ key, vendor, model }: ComparedRow) => {
    if (by === 'site') return hrefWith('/performance', wanted, { site: key || null })
    if (by === 'station') return hrefWith('/performance', wanted, { station: key })
    return hrefWith('/performance', wanted, { model: vendor && model ? `${vendor}|${model}` : null })
  }
  return (
    <DataTable
      label={t('title')}
      rows={shown}
      columns={columns}
      rowKey={({ key }) => key}
      onRowHref={hrefOf}
      search={t('search')}
      defaultSort="first"
      empty={<EmptyState title={t('empty')} />}
      toolbar={
        <>
          <nav aria-label={t('by.label')} className="inline-flex rounded-md border bg-card p-0.5">
            {COMPARED_BY.map((one) => (
              <Link
                key={one}
                href={hrefWith(pathname, wanted, { by: one })}
                aria-current={one === by ? 'page' : undefined}
                className="rounded px-2.5 py-1 text-muted-foreground text-sm hover:text-foreground aria-[current=page]:bg-muted aria-[current=page]:font-medium aria-[current=page]:text-foreground"
              >
                {t(`by.${one}`)}
              </Link>
            ))}
          </nav>
          {chosen.size > 0 && (
            <Button variant="outline" onClick={() => setIsOnly(!isOnly)}>
              {isOnly ? t('everything') : t('only', { count: chosen.size })}
            </Button>
          )}
        </>
      }
    />
  )
}
