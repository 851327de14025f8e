import { MessagesSquare, Printer } from 'lucide-react'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'

/** Where else a session is told of: its own messages, and the receipt. */
export function SessionLinks({ id, mayReadMessages }: { id: string; mayReadMessages: boolean }) {
  const t = useTranslations()
  return (
    <>
      {mayReadMessages && (
        <Button asChild variant="outline">
          <Link href={`/messages?session=${id}`} prefetch={false}>
            <MessagesSquare aria-hidden />
            {t('shell.place.messages')}
          </Link>
        </Button>
      )}
      <Button asChild variant="outline">
        <Link href={`/sessions/${id}/receipt`} prefetch={false}>
          <Printer aria-hidden />
          {t('signed.receipt.link')}
        </Link>
      </Button>
    </>
  )
}
