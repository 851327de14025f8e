import { ArrowLeft } from 'lucide-react'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { Button } from '@/components/ui/button'
import { cn } from '@/components/ui/cn'
import { PrintButton } from './print-button'

interface ReceiptSheetProps {
  /** Where one came from, and what that is called. */
  back: { readonly href: string; readonly label: string }
  print: string
  title: string
  number: string
  className?: string
  children: ReactNode
}

/** A sheet to print, with its title and number, below the way back and the printer's button. */
export function ReceiptSheet({ back, print, title, number, className, children }: ReceiptSheetProps) {
  return (
    <>
      <div className="flex items-center justify-between gap-2 print:hidden">
        <Button asChild variant="ghost">
          <Link href={back.href}>
            <ArrowLeft aria-hidden />
            {back.label}
          </Link>
        </Button>
        <PrintButton label={print} />
      </div>
      <article className={cn('grid rounded-lg border bg-card print:border-0 print:p-0', className)}>
        <header className="flex flex-wrap items-baseline justify-between gap-x-4">
          <h1 className="font-semibold text-xl tracking-tight">{title}</h1>
          <p className="text-muted-foreground">{number}</p>
        </header>
        {children}
      </article>
    </>
  )
}
