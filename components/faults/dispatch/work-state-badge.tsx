import { useTranslations } from 'next-intl'
import { Badge } from '@/components/ui/badge'
import type { WorkState } from '@/lib/field/work-order'

/** How far a job has come. */
export function WorkStateBadge({ state }: { state: WorkState }) {
  const t = useTranslations('field.state')
  const variant = state === 'done' ? 'available' : state === 'on-site' || state === 'under-way' ? 'default' : 'outline'
  return <Badge variant={variant}>{t(state)}</Badge>
}
