import { useTranslations } from 'next-intl'
import { Money } from '@/components/ui/format'
import { AGES } from '@/lib/invoices/aging'
import type { InvoiceSums } from '@/lib/invoices/queries/list-invoices'

/** What the invoices shown come to, and how old what is left of them is. */
export function InvoiceSumsRow({ sums }: { sums: InvoiceSums }) {
  const t = useTranslations('invoices')
  const open = Number(sums.open)
  return (
    <div className="grid gap-3 lg:grid-cols-[repeat(3,minmax(9rem,auto))_1fr]">
      {(['payable', 'open', 'late'] as const).map((name) => (
        <dl key={name} className="rounded-lg border bg-card px-4 py-3">
          <dt className="text-muted-foreground text-xs">{t(`sums.${name}`)}</dt>
          <dd className="font-semibold text-lg">
            <Money amount={sums[name]} currency="SEK" />
          </dd>
        </dl>
      ))}
      <section className="grid content-center gap-1.5 rounded-lg border bg-card px-4 py-3" aria-label={t('sums.ages')}>
        <h2 className="text-muted-foreground text-xs">{t('sums.ages')}</h2>
        <ul className="flex flex-wrap gap-x-5 gap-y-1">
          {AGES.map((age) => {
            const its = sums.ages.find((row) => row.age === age)
            const share = its === undefined || open === 0 ? 0 : (Number(its.open) / open) * 100
            return (
              <li key={age} className="grid min-w-24 gap-1">
                <span className="text-xs">
                  {t(`age.${age}`)} · <Money amount={its?.open ?? '0.00'} currency="SEK" />
                </span>
                <span className="h-1 rounded-full bg-secondary" aria-hidden>
                  <span
                    className={
                      age === 'not-due'
                        ? 'block h-1 rounded-full bg-status-charging'
                        : 'block h-1 rounded-full bg-status-attention'
                    }
                    style={{ width: `${share}%` }}
                  />
                </span>
              </li>
            )
          })}
        </ul>
      </section>
    </div>
  )
}
