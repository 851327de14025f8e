'use client'

import { useTranslations } from 'next-intl'
import { Badge } from '@/components/ui/badge'
import { useNow } from '@/components/ui/format'
import type { CertificateStage } from '@/lib/certificates/stages'

const VARIANTS = {
  accepted: 'available',
  issued: 'reserved',
  rejected: 'faulted',
  revoked: 'faulted',
  superseded: 'outline',
} as const

/** A certificate's stage in one word; one that has run out says so whatever it was. */
export function CertificateStageBadge({ stage, notAfter }: { stage: CertificateStage; notAfter: Date }) {
  const t = useTranslations('certificates.stage')
  const isOver = notAfter.getTime() <= useNow(0)
  return <Badge variant={isOver ? 'outline' : VARIANTS[stage]}>{t(isOver ? 'expired' : stage)}</Badge>
}
