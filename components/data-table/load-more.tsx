import { useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'

/** Under a list that has more than it shows. */
export function LoadMore({ next, pending, onMore }: { next: string | null; pending: boolean; onMore: () => void }) {
  const t = useTranslations('table')
  if (next === null) return null
  return (
    <div className="flex justify-center">
      <Button variant="outline" pending={pending} onClick={onMore}>
        {t('loadMore')}
      </Button>
    </div>
  )
}
