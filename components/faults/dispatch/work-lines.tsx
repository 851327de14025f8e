'use client'

import { useLocale, useTranslations } from 'next-intl'
import { DateTime } from '@/components/ui/format'
import { formatDate } from '@/components/ui/format-values'
import { QUANTITIES, type Quantity } from '@/lib/field/work-entry'
import type { ShownWork } from './shown-order'

/** What was done on a job, line by line, with its photos. */
export function WorkLines({ entries }: { entries: readonly ShownWork[] }) {
  const t = useTranslations('field')
  const locale = useLocale()
  const photos = entries.filter(({ hasFile }) => hasFile)
  return (
    <div className="grid gap-3">
      <ol className="grid gap-1">
        {entries.map((entry) => (
          <li key={entry.id} className="flex items-baseline gap-3">
            <span className="shrink-0 text-muted-foreground text-xs">
              <DateTime at={entry.at} />
            </span>
            <span className="min-w-0 flex-1">
              {t(`kind.${entry.kind as 'note'}`)}
              <WorkWords entry={entry} />
              <span className="text-muted-foreground"> · {entry.by}</span>
              {typeof entry.detail.saidAt === 'string' && (
                <span className="block text-status-attention">
                  {t('timeCorrected', { time: formatDate(entry.detail.saidAt, locale, 'date-time') })}
                </span>
              )}
              {entry.conflict && (
                <span className="block text-status-attention">{t(`conflict.${entry.conflict as 'closed'}`)}</span>
              )}
            </span>
          </li>
        ))}
      </ol>
      {photos.length > 0 && (
        <ul className="flex flex-wrap gap-2">
          {photos.map(({ id, detail, kind }) => (
            <li key={id}>
              <a href={`/api/field/photos/${id}`} target="_blank" rel="noreferrer">
                {/* biome-ignore lint/performance/noImgElement: straight from the door that asks who may see it */}
                <img
                  src={`/api/field/photos/${id}`}
                  alt={
                    kind === 'signature'
                      ? t('photos.signature', { name: String(detail.name ?? '') })
                      : String(detail.caption || t('photos.photo'))
                  }
                  loading="lazy"
                  className="h-24 rounded-md border object-cover"
                />
              </a>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

function WorkWords({ entry: { kind, detail } }: { entry: ShownWork }) {
  const t = useTranslations('field')
  const locale = useLocale()
  const commands = useTranslations('station.command')
  const words = (() => {
    switch (kind) {
      case 'state':
        return t(`state.${detail.to as 'planned'}`)
      case 'check':
        return `${detail.text}: ${t(`checks.${detail.outcome as 'ok'}`)}`
      case 'measurement': {
        const quantity = detail.quantity as Quantity
        const value = new Intl.NumberFormat(locale, { maximumFractionDigits: 6 }).format(Number(detail.value))
        return `${t(`measure.quantity.${quantity}`)} ${detail.place ?? ''} ${value} ${QUANTITIES[quantity]}`
      }
      case 'part':
        return `${detail.count} × ${detail.name}${detail.serialNumber ? ` (${detail.serialNumber})` : ''}`
      case 'note':
        return String(detail.text)
      case 'maintenance':
        return t(detail.isOn ? 'header.beginMaintenance' : 'header.endMaintenance')
      case 'command':
        return commands(`type.${detail.type as 'reset'}`)
      case 'signature':
        return String(detail.name)
      case 'close':
        return [t(`close.kind.${detail.kind as 'probe'}`), detail.note].filter(Boolean).join('. ')
      default:
        return ''
    }
  })()
  return words === '' ? null : <span className="text-muted-foreground"> · {words}</span>
}
