import { notFound, refuse } from '../wire.ts'
import type { Route } from './route-of.ts'

/** Whatever uploads there are. */
export const uploadsRoute: Route = async ({ request, user }, { uploads }) => {
  if (!uploads)
    return refuse(501, 'UPLOADS_OFF', { message: 'This relay takes no uploads: its server has set none up' })
  return (await uploads(request, user)) ?? notFound()
}
