/** A classifier as somebody outside of the watchdog writes it. */
package com.example.licence;
