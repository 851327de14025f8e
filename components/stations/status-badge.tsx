import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import type { ConnectorStatus } from '@/lib/stations/status'

/** What a dot can say: a connector's status, or that we cannot hear the station at all. */
export type ShownStatus = ConnectorStatus | 'offline' | 'attention'

/** Several statuses share a colour; each keeps its own shape, so that nobody has to tell colours apart. */
const COLOUR: Record<ShownStatus, string> = {
  available: 'text-status-available',
  preparing: 'text-status-charging',
  occupied: 'text-status-charging',
  charging: 'text-status-charging',
  'suspended-ev': 'text-status-charging',
  'suspended-evse': 'text-status-attention',
  finishing: 'text-status-charging',
  reserved: 'text-status-reserved',
  unavailable: 'text-status-unavailable',
  faulted: 'text-status-faulted',
  unknown: 'text-status-offline',
  offline: 'text-status-offline',
  attention: 'text-status-attention',
}

const disc = <circle cx="8" cy="8" r="6.25" fill="currentColor" />
const ring = <circle cx="8" cy="8" r="5.5" fill="none" stroke="currentColor" strokeWidth="1.75" />
const mark = { fill: 'none', stroke: 'var(--background)', strokeWidth: 1.75, strokeLinecap: 'round' as const }

const SHAPE: Record<ShownStatus, ReactNode> = {
  available: disc,
  preparing: (
    <>
      {ring}
      <path d="M8 2.5a5.5 5.5 0 0 0 0 11z" fill="currentColor" />
    </>
  ),
  occupied: (
    <>
      {ring}
      <circle cx="8" cy="8" r="2.5" fill="currentColor" />
    </>
  ),
  charging: (
    <>
      {disc}
      <path d="M9 3.6 5.4 8.7h2.3L7 12.4l3.6-5.1H8.3z" fill="var(--background)" />
    </>
  ),
  'suspended-ev': (
    <>
      {disc}
      <path d="M6.4 5.6v4.8M9.6 5.6v4.8" {...mark} />
    </>
  ),
  'suspended-evse': (
    <>
      {disc}
      <path d="M6.4 5.6v4.8M9.6 5.6v4.8" {...mark} />
    </>
  ),
  finishing: (
    <>
      {disc}
      <path d="m5.4 8.2 1.8 1.8 3.4-3.8" {...mark} />
    </>
  ),
  reserved: <path d="M8 1.5 14.5 8 8 14.5 1.5 8z" fill="currentColor" />,
  unavailable: (
    <>
      <rect x="2" y="2" width="12" height="12" rx="2" fill="currentColor" />
      <path d="M5.2 8h5.6" {...mark} />
    </>
  ),
  faulted: (
    <>
      <path d="M8 1.2 15.3 14H.7z" fill="currentColor" />
      <path d="M8 6v3.4M8 11.6v.1" {...mark} />
    </>
  ),
  unknown: (
    <circle cx="8" cy="8" r="5.5" fill="none" stroke="currentColor" strokeWidth="1.75" strokeDasharray="2.4 2" />
  ),
  offline: (
    <>
      {ring}
      <path d="M3.2 12.8 12.8 3.2" stroke="currentColor" strokeWidth="1.75" strokeLinecap="round" />
    </>
  ),
  attention: (
    <>
      <path d="M8 .9 15.1 8 8 15.1.9 8z" fill="currentColor" />
      <path d="M8 4.8v3.6M8 10.9v.1" {...mark} />
    </>
  ),
}

/** The status as a shape and a colour; its word is there for screen readers and as a tooltip. */
export function StatusDot({ status, label, size = 12 }: { status: ShownStatus; label?: string; size?: number }) {
  const t = useTranslations('stations.status')
  const words = label ?? t(status)
  return (
    <svg
      viewBox="0 0 16 16"
      width={size}
      height={size}
      role="img"
      aria-label={words}
      className={`inline-block shrink-0 ${COLOUR[status]}`}
    >
      <title>{words}</title>
      {SHAPE[status]}
    </svg>
  )
}

/** The status as shape, colour and word. */
export function StatusBadge({ status, className = '' }: { status: ShownStatus; className?: string }) {
  const t = useTranslations('stations.status')
  return (
    <span className={`inline-flex items-center gap-1.5 whitespace-nowrap text-sm ${className}`}>
      <svg viewBox="0 0 16 16" width={12} height={12} aria-hidden="true" className={`shrink-0 ${COLOUR[status]}`}>
        {SHAPE[status]}
      </svg>
      {t(status)}
    </span>
  )
}
