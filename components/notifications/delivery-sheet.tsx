'use client'

import { useTranslations } from 'next-intl'
import { useEffect, useState } from 'react'
import type { Action } from '@/components/forms/action-result'
import { Dialog, DialogContent, DialogDescription, DialogHeader, DialogTitle } from '@/components/ui/dialog'
import { Skeleton } from '@/components/ui/skeleton'
import { DeliveryStanding, type ListedDelivery } from './delivery-standing'

interface DeliverySheetProps {
  delivery: ListedDelivery | null
  read: Action<{ id: string }, { name: string; text: string }>
  onClose: () => void
}

/** One delivery with its message, as it was or would be sent. */
export function DeliverySheet({ delivery, read, onClose }: DeliverySheetProps) {
  const t = useTranslations('notifications')
  const [message, setMessage] = useState<{ id: string; name: string; text: string } | null>(null)
  const [fault, setFault] = useState<string | null>(null)
  const id = delivery?.id
  useEffect(() => {
    if (id === undefined) return
    let isWanted = true
    setFault(null)
    read({ id }).then(
      (result) => {
        if (!isWanted) return
        if (result.ok) setMessage({ id, ...result.data })
        else setFault(result.message)
      },
      () => isWanted && setFault(t('deliveries.unreadable')),
    )
    return () => {
      isWanted = false
    }
  }, [id, read, t])
  return (
    <Dialog open={delivery !== null} onOpenChange={(open) => !open && onClose()}>
      {delivery && (
        <DialogContent className="max-w-2xl">
          <DialogHeader>
            <DialogTitle>{delivery.title}</DialogTitle>
            <DialogDescription>
              {t(`channel.${delivery.channel}`)} · {delivery.to}
            </DialogDescription>
          </DialogHeader>
          <DeliveryStanding row={delivery} />
          {fault ? (
            <p role="alert">{fault}</p>
          ) : message?.id === delivery.id ? (
            <>
              <pre className="max-h-96 overflow-auto whitespace-pre-wrap break-words rounded-md border bg-muted p-3 font-sans">
                {message.text}
              </pre>
              <p className="break-all font-mono text-muted-foreground text-xs">{message.name}</p>
            </>
          ) : (
            <Skeleton className="h-40" />
          )}
        </DialogContent>
      )}
    </Dialog>
  )
}
