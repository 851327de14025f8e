import { Plus } from 'lucide-react'
import type { Metadata } from 'next'
import { getLocale, getTranslations } from 'next-intl/server'
import { requireActor } from '@/app/session'
import { Page } from '@/components/shell/page'
import { ImportTokens } from '@/components/tokens/import-tokens'
import { TokenForm } from '@/components/tokens/token-form'
import { TokensList } from '@/components/tokens/tokens-list'
import { Button } from '@/components/ui/button'
import { formatNumber } from '@/components/ui/format-values'
import { mayDo } from '@/lib/access/acts'
import { listCustomers } from '@/lib/customers/queries'
import { listTokens } from '@/lib/tokens/queries'
import {
  blockTokenAction,
  createTokenAction,
  deleteTokenAction,
  editTokenAction,
  importTokensAction,
  unblockTokenAction,
} from './actions'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('tokens'))('title') }
}

/** What a browser still filters at once. */
const MOST = 10_000

export default async function TokensPage() {
  const actor = await requireActor('tokens.read')
  const t = await getTranslations('tokens')
  const mayWrite = mayDo(actor.role, 'tokens.write')
  const [tokens, customers] = await Promise.all([
    listTokens(actor, { limit: MOST }),
    mayWrite ? listCustomers(actor, { since: new Date(), limit: 1000 }) : { rows: [] },
  ])
  const choices = customers.rows.map((customer) => ({ id: String(customer.id), name: customer.name }))
  const create = mayWrite && (
    <>
      <ImportTokens action={importTokensAction} />
      <TokenForm
        trigger={
          <Button>
            <Plus aria-hidden />
            {t('new')}
          </Button>
        }
        title={t('new')}
        customers={choices}
        action={createTokenAction}
      />
    </>
  )
  return (
    <Page title={t('title')} description={t('description')} actions={create}>
      {tokens.next !== null && (
        <p className="text-muted-foreground">{t('truncated', { count: formatNumber(MOST, await getLocale()) })}</p>
      )}
      <TokensList
        rows={tokens.rows}
        customers={choices}
        actions={
          mayWrite
            ? { edit: editTokenAction, block: blockTokenAction, unblock: unblockTokenAction, remove: deleteTokenAction }
            : null
        }
        create={create}
      />
    </Page>
  )
}
