import type { Access } from '../access';
import { Export } from '../entities/export.entity';

/** Without its token. */
export type ExportRow = Omit<Export, 'tokenHash'>;

export function readExportRow({ manager }: Access, id: number): Promise<ExportRow | null> {
  return manager.findOneBy(Export, { id });
}
