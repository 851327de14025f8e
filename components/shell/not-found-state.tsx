import { Compass } from 'lucide-react'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'
import { EmptyState } from './empty-state'

/** One answer for what does not exist and what the reader may not see: telling them apart would tell too much. */
export function NotFoundState() {
  const t = useTranslations('shell')
  return (
    <EmptyState
      isPage
      icon={<Compass />}
      title={t('notFound.title')}
      text={t('notFound.text')}
      action={
        <Button asChild variant="outline">
          <Link href="/">{t('notFound.home')}</Link>
        </Button>
      }
      className="flex-1"
    />
  )
}
