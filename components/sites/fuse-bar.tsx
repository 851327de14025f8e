import { useLocale, useTranslations } from 'next-intl'
import { cn } from '@/components/ui/cn'
import { formatKw, formatNumber } from '@/components/ui/format-values'
import type { FuseLoad } from '@/lib/sites/fuse-load'

const COLOUR = { calm: 'bg-status-charging', high: 'bg-status-attention', over: 'bg-status-faulted' }
const WORDS = { calm: '', high: 'text-status-attention', over: 'text-status-faulted' }

/** How much of what the fuse carries is drawn: a bar with its figures in words. */
export function FuseBar({ load, className }: { load: FuseLoad; className?: string }) {
  const t = useTranslations('sites.load')
  const locale = useLocale()
  const percent = Math.round(load.share * 100)
  const words = t('ofFuse', {
    power: formatKw(load.powerW, locale, load.powerW < 100_000 ? 1 : 0),
    limit: formatNumber(load.limitW / 1000, locale),
  })
  return (
    <div className={cn('flex min-w-0 items-center gap-2', className)}>
      {/* biome-ignore lint/a11y/useSemanticElements: a <meter> cannot be drawn alike in every browser */}
      <div
        role="meter"
        aria-label={t('label')}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={Math.min(100, percent)}
        aria-valuetext={`${words}, ${percent} %`}
        title={words}
        className="h-2 min-w-10 flex-1 overflow-hidden rounded-full bg-muted"
      >
        <div className={cn('h-full rounded-full', COLOUR[load.band])} style={{ width: `${Math.min(100, percent)}%` }} />
      </div>
      <span className={cn('w-12 shrink-0 text-right', WORDS[load.band])}>{formatNumber(percent, locale)} %</span>
    </div>
  )
}
