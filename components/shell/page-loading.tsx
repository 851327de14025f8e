import { getTranslations } from 'next-intl/server'
import { Skeleton } from '@/components/ui/skeleton'

/** What a page that takes its time shows at first; late, so that quick ones do not flicker. */
export async function PageLoading() {
  const t = await getTranslations('shell')
  return (
    <div role="status" className="flex animate-late flex-col gap-4 p-4 md:px-6 md:py-5">
      <span className="sr-only">{t('loading')}</span>
      <Skeleton className="h-7 w-48" />
      <Skeleton className="h-8 w-72" />
      <Skeleton className="h-[60dvh] w-full" />
    </div>
  )
}
