// One file of the table: its path as a string in PATH, which is undefined again afterwards.
//
// The bytes stand in a struct because an array alone cannot be given an alignment here, and a struct
// must know their number: the file is read three times and kept once.
{PATH, (const struct { alignas(64) unsigned char bytes[sizeof (const unsigned char[]){
#embed PATH
}]; }){{
#embed PATH
}}.bytes, sizeof (const unsigned char[]){
#embed PATH
}},
#undef PATH
