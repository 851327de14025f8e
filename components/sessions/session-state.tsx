import { useTranslations } from 'next-intl'
import { StatusDot } from '@/components/stations/status-badge'
import { Badge } from '@/components/ui/badge'

const DOT = {
  connected: 'preparing',
  charging: 'charging',
  'suspended-ev': 'suspended-ev',
  'suspended-evse': 'suspended-evse',
  idle: 'finishing',
} as const

/** A running session's state as shape, colour and word; an ended one is neutral. */
export function SessionState({ state }: { state: string }) {
  const t = useTranslations('sessions.state')
  const label = t.has(state as never) ? t(state as never) : state
  if (!(state in DOT)) return <Badge variant="outline">{label}</Badge>
  return (
    <span className="inline-flex items-center gap-1.5 whitespace-nowrap text-sm">
      <StatusDot status={DOT[state as keyof typeof DOT]} label={label} />
      <span aria-hidden>{label}</span>
    </span>
  )
}
