import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { requireActor } from '@/app/session'
import { ImportBankFile, PaymentsTable } from '@/components/invoices/bank-payments'
import { Page } from '@/components/shell/page'
import { listPayments } from '@/lib/invoices/queries/list-payments'
import { importBankFileAction, matchPaymentAction } from '../actions'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('invoices'))('bank.title') }
}

export default async function BankPaymentsPage() {
  const actor = await requireActor('invoices.write')
  const [unused, newest, t] = await Promise.all([
    listPayments(actor, { isUnused: true }),
    listPayments(actor, { limit: 100 }),
    getTranslations('invoices'),
  ])
  // What waits for somebody comes first.
  const waiting = new Set(unused.map(({ id }) => id))
  const rows = [...unused, ...newest.filter(({ id }) => !waiting.has(id))]
  return (
    <Page
      title={t('bank.title')}
      description={t('bank.description')}
      actions={<ImportBankFile action={importBankFileAction} />}
    >
      <PaymentsTable rows={rows} match={matchPaymentAction} />
    </Page>
  )
}
