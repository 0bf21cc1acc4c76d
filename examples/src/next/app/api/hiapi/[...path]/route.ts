import { theService } from '../../../../service.ts'

// SQLite and the raw bytes need Node, and nothing here may be answered from a cache.
export const runtime = 'nodejs'
export const dynamic = 'force-dynamic'

/** Callbacks arrive below `/api/hiapi/hook`, orders at `/api/hiapi/pictures`. */
export async function POST(request: Request): Promise<Response> {
  if (!new URL(request.url).pathname.endsWith('/pictures')) return theService().handleCallback(request)
  const { prompt, orderId } = await request.json()
  return Response.json(await theService().submit({ prompt }, { operationId: `order-${orderId}` }))
}
