'use client'

import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import type { Action } from '@/components/forms/action-result'
import { DateTime } from '@/components/ui/format'
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table'
import { MailingDialog } from './mailing-dialog'
import { MailingStanding } from './mailing-standing'
import type { MailingStory, ShownMailing } from './shown-mailing'

/** What can be done about a mail; null for those who may only look. */
export interface MailingActions {
  readonly resend: Action<{ id: string; to?: string }>
  readonly cancel: Action<{ id: string }>
  readonly bounce: Action<{ id: string; reason: string }>
}

export interface MailingsProps {
  rows: readonly ShownMailing[]
  read: Action<{ id: string }, MailingStory>
  actions: MailingActions | null
}

/** Outgoing mail, one a row; the subject opens what it says and what became of it. */
export function MailingsTable({ rows, read, actions }: MailingsProps) {
  const t = useTranslations('mailings')
  const [openId, setOpenId] = useState<string | null>(null)
  const open = rows.find(({ id }) => id === openId) ?? null
  return (
    <>
      <Table label={t('title')}>
        <TableHeader>
          <TableRow className="hover:bg-transparent">
            <TableHead>{t('columns.at')}</TableHead>
            <TableHead className="min-w-56">{t('columns.subject')}</TableHead>
            <TableHead>{t('columns.kind')}</TableHead>
            <TableHead className="min-w-40">{t('columns.to')}</TableHead>
            <TableHead className="min-w-52">{t('columns.state')}</TableHead>
          </TableRow>
        </TableHeader>
        <TableBody>
          {rows.map((row) => (
            <TableRow key={row.id} className="align-top">
              <TableCell className="text-muted-foreground">
                <DateTime at={row.createdAt} />
              </TableCell>
              <TableCell className="whitespace-normal">
                <button
                  type="button"
                  onClick={() => setOpenId(row.id)}
                  className="text-left underline-offset-4 hover:underline focus-visible:outline-2 focus-visible:outline-ring"
                >
                  {row.subject}
                </button>
                <span className="block text-muted-foreground text-xs">
                  {row.customerName}
                  {row.href && (
                    <Link href={row.href} className="ml-2 underline underline-offset-4">
                      {t('show')}
                    </Link>
                  )}
                </span>
                {/* The state is what is looked for: on a phone its own column is out of sight. */}
                <span className="mt-1 block md:hidden">
                  <MailingStanding mailing={row} />
                </span>
              </TableCell>
              <TableCell>{t(`kind.${row.kind}`)}</TableCell>
              <TableCell className="whitespace-normal [overflow-wrap:anywhere]">{row.to}</TableCell>
              <TableCell className="whitespace-normal">
                <MailingStanding mailing={row} />
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
      <MailingDialog mailing={open} read={read} actions={actions} onClose={() => setOpenId(null)} />
    </>
  )
}
