import { useTranslations } from 'next-intl'
import { cn } from '@/components/ui/cn'
import type { DriftLine } from '@/lib/templates/drift'

const GRAVE: ReadonlySet<string> = new Set(['refused', 'not-kept', 'harmful'])

/** Key by key: what is, what should be, and why it is not. */
export function DriftLines({ lines }: { lines: readonly DriftLine[] }) {
  const t = useTranslations('devices.drift')
  return (
    <ul className="grid gap-1">
      {lines.map(({ key, held, wanted, state }) => (
        <li key={key} className="grid gap-x-3 md:grid-cols-[minmax(0,20rem)_minmax(0,1fr)_auto]">
          <span className="truncate font-mono text-xs leading-5" title={key}>
            {key}
          </span>
          <span className="break-all font-mono text-xs leading-5">
            <span className="text-muted-foreground">{held ?? '–'}</span> → {wanted}
          </span>
          <span
            className={cn('text-xs leading-5', GRAVE.has(state) ? 'text-status-attention' : 'text-muted-foreground')}
          >
            {t(`state.${state}`)}
          </span>
        </li>
      ))}
    </ul>
  )
}
