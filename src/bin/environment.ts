/** The door to the outside: `.env`, the environment and the working folder. */
import { resolve } from 'node:path';
import { config as loadDotenv } from 'dotenv';
import { type Config, type ConfigResult, readConfig } from '../config.js';
import { CommandLineError } from './command-line-error.js';
import { exampleCommunity } from './package-file.js';

export interface Environment {
  readonly result: ConfigResult;
  /** Path of the community file to use. */
  readonly communityFile: string;
}

/** What stands in the environment wins over `.env`, as operators expect. */
export function readEnvironment(file: string | undefined): Environment {
  loadDotenv({ quiet: true });
  const folder = process.cwd();
  const result = readConfig(process.env, folder);
  const named = file ?? communitySetting();
  return { result, communityFile: named ? resolve(folder, named) : exampleCommunity() };
}

function communitySetting(): string | undefined {
  return process.env.FRONTDESK_COMMUNITY?.trim();
}

/** Whether a community file is the one of the setting: a slip in the path is mended there. */
export function isNamedBySetting(file: string): boolean {
  const setting = communitySetting();
  return setting ? resolve(setting) === file : false;
}

/** What is told of the database, where it is the one that is used without a setting: nobody looks for what was never set. */
export function ofDatabase(message: string): string {
  if (process.env.FRONTDESK_DATABASE?.trim()) return message;
  return message.replace(
    /^FRONTDESK_DATABASE names (.+?), (which|where) /,
    'FRONTDESK_DATABASE is not set, so the database is $1, $2 ',
  );
}

/** The settings; every one that is wrong is listed at once. */
export function settingsOf({ result }: Environment): Config {
  if (result.ok) return result.config;
  throw new CommandLineError(
    `Please mend these settings (in .env or the environment):\n${result.problems.map((p) => `- ${p}`).join('\n')}`,
  );
}
