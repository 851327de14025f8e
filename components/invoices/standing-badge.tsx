'use client'

import { useTranslations } from 'next-intl'
import { Badge } from '@/components/ui/badge'
import type { InvoiceRow } from '@/lib/invoices/queries/list-invoices'

/** How an invoice stands, in a word. */
export type Standing = 'draft' | 'cancelled' | 'credit' | 'paid' | 'late' | 'open'

export function standingOf({ state, kind, age }: Pick<InvoiceRow, 'state' | 'kind' | 'age'>): Standing {
  if (state !== 'issued') return state
  if (kind === 'credit-note') return 'credit'
  if (age === null) return 'paid'
  return age === 'not-due' ? 'open' : 'late'
}

const LOOK = {
  draft: 'outline',
  cancelled: 'outline',
  credit: 'default',
  paid: 'available',
  late: 'attention',
  open: 'charging',
} as const

export function StandingBadge({ invoice }: { invoice: Pick<InvoiceRow, 'state' | 'kind' | 'age'> }) {
  const t = useTranslations('invoices')
  const standing = standingOf(invoice)
  return <Badge variant={LOOK[standing]}>{t(`standing.${standing}`)}</Badge>
}
