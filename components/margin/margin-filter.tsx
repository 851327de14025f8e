import { useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'
import { Input } from '@/components/ui/input'
import { NativeSelect } from '@/components/ui/select'

interface MarginFilterProps {
  from: string
  to: string
  site: string
  by: string
  sites: readonly { id: string; name: string }[]
}

/** Of when and where: kept in the address. */
export function MarginFilter({ from, to, site, by, sites }: MarginFilterProps) {
  const t = useTranslations('margin.filter')
  return (
    <search aria-label={t('label')}>
      <form className="flex flex-wrap items-center gap-2">
        <input type="hidden" name="by" value={by} />
        <Input type="month" name="from" required defaultValue={from} aria-label={t('from')} className="w-40" />
        <Input type="month" name="to" required defaultValue={to} aria-label={t('to')} className="w-40" />
        <NativeSelect name="site" defaultValue={site} aria-label={t('site')} className="w-auto max-w-56">
          <option value="">{t('all')}</option>
          {sites.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </NativeSelect>
        <Button type="submit" variant="outline">
          {t('show')}
        </Button>
      </form>
    </search>
  )
}
