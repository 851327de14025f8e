import { Compass } from 'lucide-react'
import { getTranslations } from 'next-intl/server'
import { EmptyState } from '@/components/shell/empty-state'

/** A mistyped sign, a station that is gone, or one whose page is not for everybody: one answer. */
export default async function NotFound() {
  const t = await getTranslations('publicStation.notFound')
  return <EmptyState isPage icon={<Compass />} title={t('title')} text={t('text')} className="flex-1" />
}
