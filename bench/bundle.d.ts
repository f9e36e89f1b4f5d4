export declare const root: string;
export declare function bundled(base: string, sources: readonly string[]): Promise<string>;
