import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The last slot of a job that somebody took. */
@Entity('job_ticks')
export class JobTick {
  @PrimaryColumn({ type: 'text' }) job!: string;
  @Column({ type: 'timestamptz' }) slot!: Date;
  @Column({ type: 'uuid' }) holder!: string;
}
