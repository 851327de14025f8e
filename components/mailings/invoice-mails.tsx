'use client'

import { Send } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import type { Action } from '@/components/forms/action-result'
import { useAct } from '@/components/forms/use-act'
import { Button } from '@/components/ui/button'
import { Card, CardContent, CardHeader, CardTitle } from '@/components/ui/card'
import { DateTime } from '@/components/ui/format'
import { MailingDialog } from './mailing-dialog'
import { MailingStanding } from './mailing-standing'
import type { MailingsProps } from './mailings-table'

interface InvoiceMailsProps extends MailingsProps {
  invoiceId: string
  isIssued: boolean
  /** Null for those who may only look. */
  send: Action<{ id: string; to?: string }> | null
}

/** What has been mailed of an invoice, and mailing it. */
export function InvoiceMails({ rows, read, actions, invoiceId, isIssued, send }: InvoiceMailsProps) {
  const t = useTranslations('mailings')
  const { act, pending } = useAct()
  const [openId, setOpenId] = useState<string | null>(null)
  return (
    <Card>
      <CardHeader>
        <CardTitle>{t('ofInvoice.title')}</CardTitle>
        {send && isIssued && rows.length === 0 && (
          <Button
            variant="outline"
            size="sm"
            pending={pending}
            onClick={() => act(send, { id: invoiceId }, t('ofInvoice.queued'))}
          >
            <Send aria-hidden />
            {t('ofInvoice.send')}
          </Button>
        )}
      </CardHeader>
      <CardContent>
        {rows.length === 0 ? (
          <p className="text-muted-foreground">{t('ofInvoice.none')}</p>
        ) : (
          <ul className="grid gap-3">
            {rows.map((row) => (
              <li key={row.id} className="grid gap-0.5">
                <span className="flex flex-wrap justify-between gap-x-3">
                  <button
                    type="button"
                    onClick={() => setOpenId(row.id)}
                    className="text-left underline underline-offset-4 focus-visible:outline-2 focus-visible:outline-ring"
                  >
                    {t(`kind.${row.kind}`)}
                  </button>
                  <span className="text-muted-foreground text-xs">
                    <DateTime at={row.createdAt} />
                  </span>
                </span>
                <span className="text-muted-foreground text-xs [overflow-wrap:anywhere]">{row.to}</span>
                <MailingStanding mailing={row} />
              </li>
            ))}
          </ul>
        )}
      </CardContent>
      <MailingDialog
        mailing={rows.find(({ id }) => id === openId) ?? null}
        read={read}
        actions={actions}
        onClose={() => setOpenId(null)}
      />
    </Card>
  )
}
